using Ocw.Nde.Store.Dictionary;
using Ocw.Nde.Store.Format;

namespace Ocw.Nde.Store.Checking;

/// <summary>What checksums cannot say of a dictionary: that each term is found by its text under its own ordinal, and stands in the store once.</summary>
internal static class DictionaryContentCheck
{
    private const int Often = 4096;

    /// <param name="segments">All dictionary segments, in order.</param>
    /// <param name="place">Which of them to check.</param>
    /// <param name="path">Its path.</param>
    /// <param name="manifest">What names them.</param>
    /// <param name="seed">The seed of the store's hashes.</param>
    /// <param name="damaged">Hears of each term that is not found.</param>
    /// <param name="cancellation">Stops the check.</param>
    internal static void Run(
        IReadOnlyList<DictionarySegment> segments, int place, string path, Manifest manifest, ulong seed, Action<StoreDamagedException> damaged, CancellationToken cancellation)
    {
        var segment = segments[place];
        var ordinal = segment.FirstOrdinal;
        var scratch = new TermScratch();
        segment.ReadAll(Check, cancellation);
        if (ordinal != segment.EndOrdinal)
            damaged(new StoreDamagedException(path, 0, $"its terms end at {ordinal}, not at {segment.EndOrdinal}"));

        void Check(uint qualifier, ReadOnlySpan<byte> text)
        {
            if ((ordinal % Often) == 0)
                cancellation.ThrowIfCancellationRequested();
            var expected = ordinal++;
            if (qualifier >= TermQualifiers.FirstListed + (uint)manifest.Qualifiers.Length)
            {
                damaged(new StoreDamagedException(path, 0, $"term {expected} has the qualifier {qualifier}, which the manifest does not list"));
                return;
            }

            var key = new TermKey(qualifier, text);
            var hash = TermHash.Of(qualifier, text, seed);
            if (!segment.TryFind(hash, key, scratch, out var found) || found != expected)
                damaged(new StoreDamagedException(path, 0, $"term {expected} is not found by its text"));
            for (var before = 0; before < place; before++)
            {
                if (segments[before].TryFind(hash, key, scratch, out found))
                    damaged(new StoreDamagedException(path, 0, $"term {expected} is in the store twice, as {found} too"));
            }
        }
    }
}
