/** The broker goes away while cameras run. */
@NullMarked
package io.sightline.e2e.brokeraway;

import org.jspecify.annotations.NullMarked;
