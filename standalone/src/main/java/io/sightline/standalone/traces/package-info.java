/** What the topics tell of each activity, as spans for a collector of traces. */
@NullMarked
package io.sightline.standalone.traces;

import org.jspecify.annotations.NullMarked;
