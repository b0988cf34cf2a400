/** The page, the API and the media over HTTP. The only package that knows Javalin and Jetty. */
@NullMarked
package io.sightline.console.http;

import org.jspecify.annotations.NullMarked;
