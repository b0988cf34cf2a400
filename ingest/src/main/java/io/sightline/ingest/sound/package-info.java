/**
 * Sound to activities: how loud it is, what is usual there, when an activity begins and ends, and
 * what names it gets. Computes and does nothing else.
 */
@NullMarked
package io.sightline.ingest.sound;

import org.jspecify.annotations.NullMarked;
