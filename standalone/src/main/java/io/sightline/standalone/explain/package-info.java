/** {@code sightline explain}: what is on record of an activity or an alert, and its picture. */
@NullMarked
package io.sightline.standalone.explain;

import org.jspecify.annotations.NullMarked;
