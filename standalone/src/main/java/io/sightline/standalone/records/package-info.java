/** Topics read as a whole. */
@NullMarked
package io.sightline.standalone.records;

import org.jspecify.annotations.NullMarked;
