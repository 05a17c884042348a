// Dates there and back.

import Annotations
import Testing

@Suite struct TimestampTests {
    @Test func everyDayComesBackAsItself() {
        // A prime number of seconds, so that every time of day occurs; from 1931 to 2128.
        for seconds in stride(from: -1_230_000_000, to: 5_000_000_000, by: 6_700_417) {
            #expect(Timestamp(secondsSince1970: seconds).secondsSince1970 == seconds)
        }
        #expect(Timestamp("2000-02-29T12:00:01Z").secondsSince1970 == 951_825_601)
    }

    @Test(arguments: ["", "2000-02-29", "2000-02-29T12:00:01+01:00", "2000-02-29 12:00:01Z", "aaaa-bb-ccTdd:ee:ffZ"])
    func otherFormsHaveNoNumber(text: String) {
        #expect(Timestamp(text).secondsSince1970 == nil)
    }
}
