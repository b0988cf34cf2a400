/** Model files: fetched, verified, measured. */
@NullMarked
package io.sightline.standalone.models;

import org.jspecify.annotations.NullMarked;
