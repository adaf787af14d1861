using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Rml.Running;

/// <summary>Remembers the statements that came last, so that repeats are left out in bounded memory.</summary>
/// <remarks>
/// Two tables of 128-bit hashes: when the young one holds as many as the window, it becomes the old one and the old one is forgotten. So a
/// statement is known for at least a window of different ones after it. The hash is keyed anew for each run: nobody can make two statements meet in it.
/// </remarks>
internal sealed class DuplicateWindow
{
    private const ulong Odd1 = 0x9E3779B97F4A7C15;
    private const ulong Odd2 = 0xC2B2AE3D27D4EB4F;

    private readonly int _window;
    private readonly ulong _seed1;
    private readonly ulong _seed2;
    private (ulong, ulong)[] _young = new (ulong, ulong)[1024];
    private (ulong, ulong)[]? _old;
    private int _count;

    public DuplicateWindow(int window)
    {
        _window = Math.Max(1, window);
        Span<byte> seed = stackalloc byte[16];
        RandomNumberGenerator.Fill(seed);
        _seed1 = BinaryPrimitives.ReadUInt64LittleEndian(seed) | 1;
        _seed2 = BinaryPrimitives.ReadUInt64LittleEndian(seed[8..]) | 1;
    }

    /// <summary>Whether a statement for a target is new within the window; from now on it is not.</summary>
    public bool IsNew(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph, int target)
    {
        var (a, b) = (_seed1 + (ulong)target * Odd2, _seed2);
        Mix(subject, ref a, ref b);
        Mix(predicate, ref a, ref b);
        Mix(@object, ref a, ref b);
        Mix(graph, ref a, ref b);
        return Add((a, b == 0 ? 1 : b));
    }

    private static void Mix(in TermSpan term, ref ulong a, ref ulong b)
    {
        Mix(term.Value, (ulong)term.Kind, ref a, ref b);
        if (!term.Datatype.IsEmpty)
            Mix(term.Datatype, 8, ref a, ref b);
        if (!term.Language.IsEmpty)
            Mix(term.Language, 9, ref a, ref b);
    }

    private static void Mix(ReadOnlySpan<byte> bytes, ulong kind, ref ulong a, ref ulong b)
    {
        Step(((ulong)bytes.Length << 8) | kind, Odd1, ref a, ref b);
        for (; bytes.Length >= 16; bytes = bytes[16..])
            Step(BinaryPrimitives.ReadUInt64LittleEndian(bytes), BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]), ref a, ref b);
        if (bytes.IsEmpty)
            return;
        Span<byte> rest = stackalloc byte[16];
        rest.Clear();
        bytes.CopyTo(rest);
        Step(BinaryPrimitives.ReadUInt64LittleEndian(rest), BinaryPrimitives.ReadUInt64LittleEndian(rest[8..]), ref a, ref b);
    }

    private static void Step(ulong first, ulong second, ref ulong a, ref ulong b)
    {
        var high = Math.BigMul(first ^ a, second ^ b, out var low);
        a = BitOperations.RotateLeft(low, 31) + (first * Odd1);
        b = BitOperations.RotateLeft(high, 17) + ((second ^ a) * Odd2);
    }

    private bool Add((ulong, ulong) hash)
    {
        var at = Slot(_young, hash);
        if (_young[at] == hash)
            return false;
        _young[at] = hash;
        var isNew = _old is null || _old[Slot(_old, hash)] != hash;
        if (++_count * 2 > _young.Length)
            Turn();
        return isNew;
    }

    private void Turn()
    {
        if (_count < _window)
        {
            var larger = new (ulong, ulong)[_young.Length * 2];
            foreach (var hash in _young)
            {
                if (hash != default)
                    larger[Slot(larger, hash)] = hash;
            }

            _young = larger;
            return;
        }

        var forgotten = _old is { } old && old.Length == _young.Length ? old : new (ulong, ulong)[_young.Length];
        Array.Clear(forgotten);
        _old = _young;
        _young = forgotten;
        _count = 0;
    }

    private static int Slot((ulong, ulong)[] table, (ulong, ulong) hash)
    {
        var mask = table.Length - 1;
        var at = (int)hash.Item1 & mask;
        while (table[at] != default && table[at] != hash)
            at = (at + 1) & mask;
        return at;
    }
}
