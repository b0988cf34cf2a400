/** The configuration file of the {@code sightline} command. */
@NullMarked
package io.sightline.standalone.config;

import org.jspecify.annotations.NullMarked;
