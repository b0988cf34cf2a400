/** Cameras that go from one ingest process to another. */
@NullMarked
package io.sightline.e2e.handover;

import org.jspecify.annotations.NullMarked;
