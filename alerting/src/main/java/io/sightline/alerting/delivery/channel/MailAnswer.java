package io.sightline.alerting.delivery.channel;

import io.sightline.alerting.delivery.message.Answer;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/** What a mail server's refusal means: 5xx will never go better, the rest may. */
final class MailAnswer {
  private static final int PERMANENT = 500;
  private static final int NOT_AVAILABLE = 421;
  private static final int DEPTH = 10;

  private MailAnswer() {}

  static Answer of(MessagingException failure) {
    int code = code(failure);
    String text = text(failure);
    if (code >= PERMANENT) {
      return Answer.refused(text);
    }
    boolean isLogIn = failure instanceof AuthenticationFailedException;
    boolean isAway = code == 0 && failure.getNextException() instanceof IOException;
    return isLogIn || isAway || code == NOT_AVAILABLE ? Answer.away(text) : Answer.tryAgain(text);
  }

  /** The server's code for the first that it refused; 0 if it did not say. */
  private static int code(MessagingException failure) {
    Exception one = failure;
    for (int depth = 0; one != null && depth < DEPTH; depth++) {
      if (one instanceof SMTPAddressFailedException address) {
        return address.getReturnCode();
      }
      if (one instanceof SMTPSenderFailedException sender) {
        return sender.getReturnCode();
      }
      if (one instanceof SMTPSendFailedException send && send.getNextException() == null) {
        return send.getReturnCode();
      }
      one = one instanceof MessagingException more ? more.getNextException() : null;
    }
    return 0;
  }

  private static String text(MessagingException failure) {
    String next = failure.getNextException() == null ? "" : " (" + failure.getNextException() + ")";
    return (failure.getClass().getSimpleName() + ": " + failure.getMessage() + next)
        .replaceAll("\\s+", " ");
  }
}
