// What is large lies beside the state, not in it: a key press copies states many times over.

/// A value in memory of its own, with the meaning of a value all the same: copies share it until one of them is changed.
@propertyWrapper
public struct OnHeap<Value> {
    /// Where a value lies. By a pointer, since a variable of a class is checked for overlapping access at every look.
    private final class Room {
        let place: UnsafeMutablePointer<Value>

        init(_ value: Value) {
            place = .allocate(capacity: 1)
            place.initialize(to: value)
        }

        deinit {
            place.deinitialize(count: 1)
            place.deallocate()
        }
    }

    private var room: Room

    public init(wrappedValue: Value) { room = Room(wrappedValue) }

    public var wrappedValue: Value {
        _read {
            defer { withExtendedLifetime(room) {} }
            yield room.place.pointee
        }
        _modify {
            if !isKnownUniquelyReferenced(&room) { room = Room(room.place.pointee) }
            defer { withExtendedLifetime(room) {} }
            yield &room.place.pointee
        }
    }
}
