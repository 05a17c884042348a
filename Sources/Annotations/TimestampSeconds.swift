// From the text of a date back to a number, for "two days ago".

extension Timestamp {
    /// Whole seconds since 1970-01-01T00:00:00Z; nil for a text that is not of the form that gloss writes.
    public var secondsSince1970: Int? {
        var text = text
        return text.withUTF8(Timestamp.seconds)
    }

    private static func seconds(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        guard bytes.count == 20, bytes[10] == UInt8(ascii: "T"), bytes[19] == UInt8(ascii: "Z") else { return nil }
        func number(_ places: Range<Int>) -> Int? {
            var number = 0
            for byte in bytes[places] {
                guard (0x30...0x39).contains(byte) else { return nil }
                number = number * 10 + Int(byte - 0x30)
            }
            return number
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
            let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19)
        else { return nil }
        // The number of a day in the proleptic Gregorian calendar, in 400-year eras that begin in March.
        let marchYear = month > 2 ? year : year - 1
        let era = marchYear / 400
        let yearOfEra = marchYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let days = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
        return days * 86400 + hour * 3600 + minute * 60 + second
    }
}
