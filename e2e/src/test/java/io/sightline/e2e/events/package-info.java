/** Events from elsewhere, from the request to the decision. */
@NullMarked
package io.sightline.e2e.events;

import org.jspecify.annotations.NullMarked;
