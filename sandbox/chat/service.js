/** Owns the sentences about what happened in a group: who came, left, pinned, renamed. */
import { authorName } from "./entities.js";
import { nameOf } from "./store.js";
import { t } from "./words.js";

/** @returns {string|null} null for an ordinary message */
export function serviceText(message) {
  const by = authorName(message);
  if (message.new_chat_members) {
    const names = message.new_chat_members.map(nameOf).join(", ");
    const alone = message.new_chat_members.every((user) => user.id === message.from?.id);
    return alone ? t("joined", { name: names }) : t("addedBy", { by, name: names });
  }
  if (message.left_chat_member) {
    const name = nameOf(message.left_chat_member);
    return message.left_chat_member.id === message.from?.id ? t("left", { name }) : t("removedBy", { by, name });
  }
  if (message.new_chat_title) return t("renamed", { name: by, title: message.new_chat_title });
  if (message.pinned_message) return t("pinnedBy", { name: by });
  if (message.group_chat_created || message.supergroup_chat_created) return t("groupMade", { name: by, title: message.chat.title });
  if (message.migrate_to_chat_id || message.migrate_from_chat_id) return t("migrated");
  if (message.forum_topic_created) return t("topicMade", { name: message.forum_topic_created.name });
  if (message.forum_topic_closed) return t("topicClosed");
  if (message.forum_topic_reopened) return t("topicReopened");
  if (message.forum_topic_edited) return t("topicRenamed", { name: message.forum_topic_edited.name ?? "" });
  if (message.new_chat_photo || message.delete_chat_photo) return t("photoChanged");
  if (message.text !== undefined || message.photo || message.document || message.poll || message.caption !== undefined) return null;
  return CONTENT.some((kind) => message[kind]) ? null : t("serviceOther");
}

const CONTENT = ["audio", "voice", "video", "video_note", "animation", "sticker", "contact", "location", "venue", "dice", "checklist"];
