/** A broker that lets in only whom it knows, to do only what they may. */
@NullMarked
package io.sightline.e2e.secured;

import org.jspecify.annotations.NullMarked;
