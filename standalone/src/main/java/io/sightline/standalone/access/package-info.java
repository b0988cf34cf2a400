/** Who reads and writes what on a cluster, as rights, and whether they are there. */
@NullMarked
package io.sightline.standalone.access;

import org.jspecify.annotations.NullMarked;
