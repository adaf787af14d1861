using System.Globalization;
using System.Text;

namespace Ocw.Nde.Harvest;

/// <summary>The identifiers that a comparison of lists found gone, as they are kept in the archive: one a line.</summary>
internal static class GoneList
{
    /// <summary>Writes the list.</summary>
    public static byte[] Write(IEnumerable<string> identifiers) =>
        Encoding.UTF8.GetBytes(string.Concat(identifiers.Order(StringComparer.Ordinal).Select(identifier => identifier + "\n")));

    /// <summary>Keeps the list in the archive.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="identifiers">What is gone.</param>
    /// <param name="origin">What was compared with.</param>
    /// <param name="now">When.</param>
    public static ArchivedPayload Keep(PayloadArchive archive, IReadOnlyCollection<string> identifiers, string origin, DateTimeOffset now)
    {
        var stored = archive.Write(Write(identifiers));
        return new ArchivedPayload(stored.Hash, PayloadKind.Deletions, origin, stored.Length, now) { MediaType = "text/plain", Records = identifiers.Count, Changed = now };
    }

    /// <summary>Cuts a list into deletions.</summary>
    public static IEnumerable<CutItem> Cut(Stream list, CutContext context, DateTimeOffset? moment)
    {
        using var reader = new StreamReader(list, Encoding.UTF8);
        for (var line = 1; reader.ReadLine() is { } identifier; line++)
        {
            if (identifier.Length > 0)
                yield return new CutItem.Record(new HarvestedRecord(identifier, moment, IsDeleted: true, default, "application/xml", string.Create(CultureInfo.InvariantCulture, $"{context.Origin}, line {line}"), context.PayloadHash) { IsInferred = true });
        }
    }
}
