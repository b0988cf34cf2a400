/** The keys of media: made, wrapped, and followed on their topic. */
@NullMarked
package io.sightline.keys;

import org.jspecify.annotations.NullMarked;
