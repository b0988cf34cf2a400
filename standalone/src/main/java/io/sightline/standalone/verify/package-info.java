/** Holds store, topics and ledger against each other. */
@NullMarked
package io.sightline.standalone.verify;

import org.jspecify.annotations.NullMarked;
