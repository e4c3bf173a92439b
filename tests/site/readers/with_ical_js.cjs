// Reads feeds as Thunderbird and Nextcloud do: prints uid, start, end, status and sequence of
// each occurrence, tab between them, in UTC or as a day. First argument: ical.js itself.

const { readFileSync } = require("node:fs");
const ICAL = require(process.argv[2]);

const moment = (time) =>
  time.isDate ? time.toString() : time.toJSDate().toISOString().replace(".000Z", "Z");

for (const path of process.argv.slice(3)) {
  ICAL.TimezoneService.reset();
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(path, "utf8")));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  for (const component of calendar.getAllSubcomponents("vevent")) {
    const event = new ICAL.Event(component);
    const status = component.getFirstPropertyValue("status");
    const say = (start, end) =>
      console.log([event.uid, moment(start), moment(end), status, event.sequence].join("\t"));
    if (!event.isRecurring()) {
      say(event.startDate, event.endDate);
      continue;
    }
    const each = event.iterator();
    for (let next = each.next(); next; next = each.next()) {
      const details = event.getOccurrenceDetails(next);
      say(details.startDate, details.endDate);
    }
  }
}
