/** Documents that say what became of media, signed, and checked without a broker. */
@NullMarked
package io.sightline.standalone.prove;

import org.jspecify.annotations.NullMarked;
