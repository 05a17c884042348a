// What is large and seldom looked at lies beside the state, not in it: a key press copies states many times over.

/// A value in memory of its own, with the meaning of a value all the same: copies share it until one of them is changed.
@propertyWrapper
public struct OnHeap<Value> {
    private final class Room {
        var value: Value
        init(_ value: Value) { self.value = value }
    }

    private var room: Room

    public init(wrappedValue: Value) { room = Room(wrappedValue) }

    public var wrappedValue: Value {
        _read { yield room.value }
        _modify {
            if !isKnownUniquelyReferenced(&room) { room = Room(room.value) }
            yield &room.value
        }
    }
}
