/** Which versions of a schema can live side by side. */
@NullMarked
package io.sightline.schemas.compatibility;

import org.jspecify.annotations.NullMarked;
