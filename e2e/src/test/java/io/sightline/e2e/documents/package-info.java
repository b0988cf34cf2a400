/** What documents say is held against the code. */
@NullMarked
package io.sightline.e2e.documents;

import org.jspecify.annotations.NullMarked;
