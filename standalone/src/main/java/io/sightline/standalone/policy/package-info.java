/** The policy: versions as published, and what a new one would do. */
@NullMarked
package io.sightline.standalone.policy;

import org.jspecify.annotations.NullMarked;
