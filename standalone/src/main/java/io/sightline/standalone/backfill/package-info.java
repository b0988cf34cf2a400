/** {@code sightline backfill}: another model or other rules over what is stored, beside it. */
@NullMarked
package io.sightline.standalone.backfill;

import org.jspecify.annotations.NullMarked;
