using System.Numerics;
using System.Runtime.InteropServices;

namespace Ocw.Nde.Termen.Indexing;

/// <summary>The keys of an index in the making: hashes with the label, term or word that they lead to.</summary>
internal sealed class KeyTable
{
    // Buckets of about so many keys are searched in one or two cache lines.
    private const int KeysPerBucket = 8;

    private readonly List<ulong> _hashes = [];
    private readonly List<int> _targets = [];

    private Span<ulong> Hashes => CollectionsMarshal.AsSpan(_hashes);

    private Span<int> Targets => CollectionsMarshal.AsSpan(_targets);

    /// <summary>Where the key of a hash stands among so many bits of buckets, and the part of the hash that is kept there.</summary>
    internal static (uint Bucket, uint Kept) Place(ulong hash, int bits) => (bits == 0 ? 0 : (uint)(hash >> (64 - bits)), (uint)(hash >> (32 - bits)));

    // Labels are stored as their complement until their final numbers are known.
    internal void AddLabel(ulong hash, int label) => Add(hash, ~label);

    internal void Add(ulong hash, int target)
    {
        _hashes.Add(hash);
        _targets.Add(target);
    }

    /// <summary>Sorts by hash; what comes after it only writes.</summary>
    internal void Sort() => Hashes.Sort(Targets);

    /// <summary>Writes whole hashes and targets to two sections.</summary>
    internal void Write(IndexFileWriter file, IndexSection hashSection, IndexSection targetSection)
    {
        SortRuns();
        file.Write<ulong>(hashSection, Hashes);
        file.Write<int>(targetSection, Targets);
    }

    /// <summary>Writes the keys of labels and terms in buckets; <paramref name="labelNumbers"/> gives the final numbers of labels.</summary>
    internal void WriteBuckets(IndexFileWriter file, int[] labelNumbers, CancellationToken cancellation)
    {
        foreach (ref var target in Targets)
        {
            if (target < 0)
                target = labelNumbers[~target];
        }

        cancellation.ThrowIfCancellationRequested();
        SortRuns();
        var bits = Math.Min(24, BitOperations.Log2((uint)Math.Max(1, _hashes.Count / KeysPerBucket)));
        var starts = new uint[(1 << bits) + 1];
        var rests = new uint[_hashes.Count];
        for (var i = 0; i < rests.Length; i++)
        {
            var (bucket, rest) = Place(_hashes[i], bits);
            starts[bucket + 1]++;
            rests[i] = rest;
        }

        for (var i = 1; i < starts.Length; i++)
            starts[i] += starts[i - 1];
        file.Write<uint>(IndexSection.KeyBuckets, starts);
        file.Write<uint>(IndexSection.KeyHashes, rests);
        file.Write<int>(IndexSection.KeyTargets, Targets);
    }

    // Targets of one key ascend, so that the best label comes first and files are the same for the same input.
    private void SortRuns()
    {
        var hashes = Hashes;
        for (var start = 0; start < hashes.Length;)
        {
            var end = start + 1;
            while (end < hashes.Length && hashes[end] == hashes[start])
                end++;
            if (end - start > 1)
                Targets[start..end].Sort();
            start = end;
        }
    }
}
