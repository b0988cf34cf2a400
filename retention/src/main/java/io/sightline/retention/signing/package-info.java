/** Statements that retention signs, and who may have signed them. Pure: reads nothing itself. */
@NullMarked
package io.sightline.retention.signing;

import org.jspecify.annotations.NullMarked;
