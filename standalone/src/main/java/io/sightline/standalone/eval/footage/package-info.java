/** {@code sightline eval footage}: the pipeline over recordings, held against what is true. */
@NullMarked
package io.sightline.standalone.eval.footage;

import org.jspecify.annotations.NullMarked;
