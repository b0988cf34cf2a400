/** Whether a camera still sees what it should: pictures to a condition of the view. Pure. */
@NullMarked
package io.sightline.ingest.view;

import org.jspecify.annotations.NullMarked;
