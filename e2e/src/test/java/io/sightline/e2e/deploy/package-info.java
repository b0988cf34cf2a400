/** What is written for other platforms, read by their own models. */
@NullMarked
package io.sightline.e2e.deploy;

import org.jspecify.annotations.NullMarked;
