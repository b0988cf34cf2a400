/** What people say, from the page into the next decision. */
@NullMarked
package io.sightline.e2e.feedback;

import org.jspecify.annotations.NullMarked;
