"""The tests of gapcheck; a package, so that no other package of this name can hide it."""
