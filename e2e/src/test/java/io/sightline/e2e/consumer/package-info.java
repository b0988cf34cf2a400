/** Subscribers that know nothing of Sightline but its topics. */
@NullMarked
package io.sightline.e2e.consumer;

import org.jspecify.annotations.NullMarked;
