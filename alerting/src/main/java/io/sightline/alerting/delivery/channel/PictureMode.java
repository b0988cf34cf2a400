package io.sightline.alerting.delivery.channel;

/** How a message comes with the picture of an alert. */
public enum PictureMode {
  /** The picture itself. */
  ATTACH,
  /** A signed link, which expires. */
  LINK,
  /** Without. */
  NONE
}
