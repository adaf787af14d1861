namespace Ocw.Nde.Termen.Indexing;

/// <summary>The keys of an index in the making: hashes with the label or term that they lead to.</summary>
internal sealed class KeyTable
{
    private readonly List<ulong> _hashes = [];
    private readonly List<int> _targets = [];

    // Labels are stored as their complement until their final numbers are known.
    internal void AddLabel(ulong hash, int label)
    {
        _hashes.Add(hash);
        _targets.Add(~label);
    }

    internal void Add(ulong hash, int term)
    {
        _hashes.Add(hash);
        _targets.Add(term);
    }

    /// <summary>Writes hashes and targets to two sections; <paramref name="labelNumbers"/> gives the final numbers of labels.</summary>
    internal void Write(IndexFileWriter file, IndexSection hashSection, IndexSection targetSection, int[] labelNumbers, CancellationToken cancellation)
    {
        var hashes = _hashes.ToArray();
        var targets = _targets.ToArray();
        for (var i = 0; i < targets.Length; i++)
        {
            if (targets[i] < 0)
                targets[i] = labelNumbers[~targets[i]];
        }

        Array.Sort(hashes, targets);
        cancellation.ThrowIfCancellationRequested();
        SortRuns(hashes, targets);
        file.Write<ulong>(hashSection, hashes);
        file.Write<int>(targetSection, targets);
    }

    // Targets of one key ascend, so that the best label comes first and files are the same for the same input.
    private static void SortRuns(ulong[] hashes, int[] targets)
    {
        for (var start = 0; start < hashes.Length;)
        {
            var end = start + 1;
            while (end < hashes.Length && hashes[end] == hashes[start])
                end++;
            if (end - start > 1)
                Array.Sort(targets, start, end - start);
            start = end;
        }
    }
}
