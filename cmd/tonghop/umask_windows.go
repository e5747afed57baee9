package main

// keepPrivate has nothing to do: files take the rights of their folder.
func keepPrivate() {}
