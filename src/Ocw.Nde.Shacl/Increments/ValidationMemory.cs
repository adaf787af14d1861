using System.Security.Cryptography;
using System.Text;
using Ocw.Nde.Shacl.Validation;
using Ocw.Nde.Store.Ids;

namespace Ocw.Nde.Shacl.Increments;

/// <summary>What a validation found of each node, in a few bytes a node: with it, <see cref="ShaclValidator.Revalidate"/> need look only at what changed.</summary>
/// <remarks>
/// Holds ids of the store that was validated, and belongs to the very state that was validated. It is derived: without it everything is validated again, with the same report.
/// It keeps no results, only how many there are of which kind; the few that a report shows are found again.
/// </remarks>
public sealed class ValidationMemory
{
    private const byte Form = 1;

    internal ValidationMemory(IReadOnlyList<CounterPlace> counters, IReadOnlyList<CountOfKind[]> patterns, IReadOnlyList<PatternOfNode> nodes)
    {
        Counters = counters;
        Patterns = patterns;
        Nodes = nodes;
    }

    /// <summary>The kinds of results.</summary>
    internal IReadOnlyList<CounterPlace> Counters { get; }

    /// <summary>What nodes have: how many results of which kinds. Many nodes have the same.</summary>
    internal IReadOnlyList<CountOfKind[]> Patterns { get; }

    /// <summary>The nodes with results, in order of id.</summary>
    internal IReadOnlyList<PatternOfNode> Nodes { get; }

    /// <summary>The memory as bytes.</summary>
    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write(Form);
        writer.Write7BitEncodedInt(Counters.Count);
        foreach (var counter in Counters)
        {
            writer.Write7BitEncodedInt(counter.Shape);
            writer.Write7BitEncodedInt(counter.Constraint);
            writer.Write(counter.Predicate);
            writer.Write(counter.Name);
        }

        writer.Write7BitEncodedInt(Patterns.Count);
        foreach (var pattern in Patterns)
        {
            writer.Write7BitEncodedInt(pattern.Length);
            foreach (var (counter, count) in pattern)
            {
                writer.Write7BitEncodedInt(counter);
                writer.Write7BitEncodedInt64(count);
            }
        }

        writer.Write7BitEncodedInt(Nodes.Count);
        var last = 0UL;
        foreach (var (node, pattern) in Nodes)
        {
            writer.Write7BitEncodedInt64((long)(node.Value - last));
            writer.Write7BitEncodedInt(pattern);
            last = node.Value;
        }

        writer.Flush();
        writer.Write(SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
        writer.Flush();
        return bytes.ToArray();
    }

    /// <summary>The memory back; <see langword="null"/> when the bytes are not what <see cref="ToBytes"/> gave, or of another form.</summary>
    public static ValidationMemory? Read(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        if (bytes.Length < SHA256.HashSizeInBytes + 1 || bytes[0] != Form || !SHA256.HashData(bytes.AsSpan(0, bytes.Length - SHA256.HashSizeInBytes)).AsSpan().SequenceEqual(bytes.AsSpan(bytes.Length - SHA256.HashSizeInBytes)))
            return null;
        using var reader = new BinaryReader(new MemoryStream(bytes, 1, bytes.Length - 1, writable: false), Encoding.UTF8);
        var counters = new CounterPlace[reader.Read7BitEncodedInt()];
        for (var i = 0; i < counters.Length; i++)
            counters[i] = new CounterPlace(reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt(), reader.ReadUInt64(), reader.ReadString());
        var patterns = new CountOfKind[reader.Read7BitEncodedInt()][];
        for (var i = 0; i < patterns.Length; i++)
        {
            patterns[i] = new CountOfKind[reader.Read7BitEncodedInt()];
            for (var j = 0; j < patterns[i].Length; j++)
                patterns[i][j] = new CountOfKind(reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt64());
        }

        var nodes = new PatternOfNode[reader.Read7BitEncodedInt()];
        var last = 0UL;
        for (var i = 0; i < nodes.Length; i++)
        {
            last += (ulong)reader.Read7BitEncodedInt64();
            nodes[i] = new PatternOfNode(new TermId(last), reader.Read7BitEncodedInt());
        }

        return new ValidationMemory(counters, patterns, nodes);
    }
}

/// <summary>A kind of results, by its place among the shapes.</summary>
/// <param name="Shape">The number of the shape (<see cref="BoundShape.Index"/>).</param>
/// <param name="Constraint">The number of the constraint in it.</param>
/// <param name="Predicate">The predicate that takes the place of the shape's path; 0 for none.</param>
/// <param name="Name">The shape and the component: other shapes with the same numbers are known by it.</param>
internal readonly record struct CounterPlace(int Shape, int Constraint, ulong Predicate, string Name);

/// <summary>How many results of a kind a node has.</summary>
internal readonly record struct CountOfKind(int Counter, long Count);

/// <summary>What a node has.</summary>
internal readonly record struct PatternOfNode(TermId Node, int Pattern);
