package cells

import (
	"bytes"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha1"
	"encoding/binary"
	"errors"
	"unicode/utf16"
)

// An rc4Key gives the cipher of a block of a stream by its number.
type rc4Key func(block uint32) *rc4.Cipher

var errPassword = errors.New("another password")

func passwordBytes() []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(defaultPassword)) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return b
}

// basicKey makes the key of the first kind of encryption ([MS-OFFCRYPTO] 2.3.6)
// and tries it.
func basicKey(d *biffBytes) (rc4Key, error) {
	salt, verifier, hash := bytes.Clone(d.take(16)), bytes.Clone(d.take(16)), bytes.Clone(d.take(16))
	first := md5.Sum(passwordBytes())
	var all []byte
	for range 16 {
		all = append(append(all, first[:5]...), salt...)
	}
	second := md5.Sum(all)
	key := func(block uint32) *rc4.Cipher {
		sum := md5.Sum(binary.LittleEndian.AppendUint32(bytes.Clone(second[:5]), block))
		c, err := rc4.NewCipher(sum[:])
		if err != nil {
			panic(err) // sixteen bytes are a key
		}
		return c
	}
	c := key(0)
	c.XORKeyStream(verifier, verifier)
	c.XORKeyStream(hash, hash)
	if sum := md5.Sum(verifier); d.short || !bytes.Equal(sum[:], hash) {
		return nil, errPassword
	}
	return key, nil
}

// cryptoKey makes the key of the second kind ([MS-OFFCRYPTO] 2.3.5) and tries it.
func cryptoKey(d *biffBytes) (rc4Key, error) {
	d.take(4)
	head := biffBytes{b: d.take(d.u32())}
	head.take(8)
	algorithm := head.u32()
	head.take(4)
	bits := head.u32()
	if bits == 0 {
		bits = 40
	}
	if algorithm != 0x6801 || bits < 40 || bits > 128 || head.short || d.u32() != 16 {
		return nil, errPassword
	}
	salt, verifier := bytes.Clone(d.take(16)), bytes.Clone(d.take(16))
	d.take(4)
	hash := bytes.Clone(d.take(20))
	first := sha1.Sum(append(salt, passwordBytes()...))
	key := func(block uint32) *rc4.Cipher {
		sum := sha1.Sum(binary.LittleEndian.AppendUint32(bytes.Clone(first[:]), block))
		k := bytes.Clone(sum[:bits/8])
		if bits == 40 {
			k = append(k, make([]byte, 11)...)
		}
		c, err := rc4.NewCipher(k)
		if err != nil {
			panic(err) // 5 to 16 bytes are a key
		}
		return c
	}
	c := key(0)
	c.XORKeyStream(verifier, verifier)
	c.XORKeyStream(hash, hash)
	if sum := sha1.Sum(verifier); d.short || !bytes.Equal(sum[:], hash) {
		return nil, errPassword
	}
	return key, nil
}

// decryptRecords gives the stream with its records in plain. The cipher runs over
// every byte of the stream and begins anew every 1024; the heads of the records
// and a few of them are plain all the same ([MS-XLS] 2.2.10).
func decryptRecords(stream []byte, from int, key rc4Key) []byte {
	const block = 1024
	mask := make([]byte, len(stream))
	for at := from / block * block; at < len(stream); at += block {
		part := mask[at:min(at+block, len(stream))]
		key(uint32(at/block)).XORKeyStream(part, part)
	}
	out := bytes.Clone(stream)
	s := &biffStream{b: stream, pos: from}
	for {
		at := s.pos
		kind, data, ok := s.take()
		if !ok {
			return out
		}
		skip := 0
		switch kind {
		case biffBOF, biffFilePass, 0xE1, 0xE2, 0x194, 0x195, 0x193: // interfaces, users, locks
			skip = len(data)
		case biffBoundSheet:
			skip = 4
		}
		for i := at + 4 + min(skip, len(data)); i < s.pos; i++ {
			out[i] ^= mask[i]
		}
	}
}
