/** What people say at the command line. */
@NullMarked
package io.sightline.standalone.feedback;

import org.jspecify.annotations.NullMarked;
