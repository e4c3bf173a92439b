/* Reads feeds as Evolution and KDE do: prints uid, start, end, status and sequence of each
   occurrence, tab between them, in UTC or as a day. */

#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>

static char *whole(const char *path)
{
    FILE *stream = fopen(path, "rb");
    if (!stream) exit(2);
    fseek(stream, 0, SEEK_END);
    long size = ftell(stream);
    rewind(stream);
    char *text = malloc(size + 1);
    text[fread(text, 1, size, stream)] = 0;
    fclose(stream);
    return text;
}

static void moment(struct icaltimetype t)
{
    if (t.is_date) {
        printf("\t%04d-%02d-%02d", t.year, t.month, t.day);
        return;
    }
    struct icaltimetype u = icaltime_convert_to_zone(t, icaltimezone_get_utc_timezone());
    printf("\t%04d-%02d-%02dT%02d:%02d:%02dZ", u.year, u.month, u.day, u.hour, u.minute, u.second);
}

static void occurrence(icalcomponent *event, struct icaltimetype start, struct icaltimetype first,
                       struct icaltimetype last)
{
    struct icaltimetype end = start;
    if (start.is_date) {
        /* Whole days do not recur in our feeds. */
        end = last;
    } else {
        end = icaltime_add(start, icaltime_subtract(last, first));
        end.zone = start.zone;
    }
    icalproperty *status = icalcomponent_get_first_property(event, ICAL_STATUS_PROPERTY);
    printf("%s", icalcomponent_get_uid(event));
    moment(start);
    moment(end);
    printf("\t%s\t%d\n", icalproperty_get_value_as_string(status), icalcomponent_get_sequence(event));
}

int main(int argc, char **argv)
{
    for (int n = 1; n < argc; n++) {
        /* Only the rules inside the feed count, not those of this machine. */
        icaltimezone_set_builtin_tzdata(0);
        set_zone_directory("/nonexistent");
        icalcomponent *calendar = icalparser_parse_string(whole(argv[n]));
        if (!calendar || icalcomponent_count_errors(calendar)) return 3;
        icalcomponent *event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
        for (; event; event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
            struct icaltimetype first = icalcomponent_get_dtstart(event);
            struct icaltimetype last = icalcomponent_get_dtend(event);
            if (icaltime_is_null_time(last)) last = first;
            icalproperty *rule = icalcomponent_get_first_property(event, ICAL_RRULE_PROPERTY);
            if (!rule) {
                occurrence(event, first, first, last);
                continue;
            }
            icalrecur_iterator *each = icalrecur_iterator_new(icalproperty_get_rrule(rule), first);
            struct icaltimetype next = icalrecur_iterator_next(each);
            for (; !icaltime_is_null_time(next); next = icalrecur_iterator_next(each)) {
                next.zone = first.zone;
                occurrence(event, next, first, last);
            }
            icalrecur_iterator_free(each);
        }
    }
    return 0;
}
