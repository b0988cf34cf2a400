/** Writes YAML whose order and form are the same each time. */
@NullMarked
package io.sightline.standalone.yaml;

import org.jspecify.annotations.NullMarked;
