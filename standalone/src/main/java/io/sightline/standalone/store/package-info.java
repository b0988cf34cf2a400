/** Moving media from one clip store to another. */
@NullMarked
package io.sightline.standalone.store;

import org.jspecify.annotations.NullMarked;
