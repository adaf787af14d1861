using System.Security.Cryptography;
using System.Text;

namespace Ocw.Nde.Mapping.Quality;

/// <summary>P1: the same title in many records, letter case aside. Belongs to one thread at a time.</summary>
/// <remarks>
/// Of each title 8 bytes of hash and a count are kept, of at most <c>mostTitles</c> different ones: about 24 MB for the default of 500,000. What comes after that is counted only
/// where its title is known already, and <see cref="IsPartial"/> says so. The text and some records are kept of at most 1,000 titles that came back.
/// </remarks>
public sealed class SameTitles(int mostTitles = 500_000)
{
    private const int MostKept = 1_000;
    private const int Examples = 3;
    private const int TextLength = 120;

    private readonly Dictionary<ulong, int> _counts = [];
    private readonly Dictionary<ulong, (string Title, List<string> Records)> _kept = [];

    /// <summary>Whether there were more different titles than could be kept.</summary>
    public bool IsPartial { get; private set; }

    /// <summary>In how many records a title stands that another one has too.</summary>
    public long Records => _counts.Values.Where(n => n > 1).Sum(n => (long)n);

    /// <summary>Counts the titles of a record.</summary>
    public void Add(QualityRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        Add(record.Identifier, record.Titles);
    }

    /// <summary>Counts the titles of a record.</summary>
    /// <param name="identifier">Its identifier.</param>
    /// <param name="titles">Its titles.</param>
    public void Add(string identifier, IReadOnlyList<string> titles)
    {
        ArgumentNullException.ThrowIfNull(titles);
        // One record counts once, in however many languages it says the same.
        foreach (var title in titles.Select(t => t.Trim()).Where(t => t.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase))
            Count(identifier, title);
    }

    /// <summary>Begins again.</summary>
    public void Reset()
    {
        _counts.Clear();
        _kept.Clear();
        IsPartial = false;
    }

    /// <summary>The titles that stand in most records.</summary>
    /// <param name="most">How many of them.</param>
    public IReadOnlyList<SharedTitle> Most(int most) =>
        [.. _kept.Select(k => new SharedTitle(k.Value.Title, _counts[k.Key], k.Value.Records)).OrderByDescending(t => t.Records).ThenBy(t => t.Title, StringComparer.Ordinal).Take(most)];

    private void Count(string identifier, string title)
    {
        var hash = HashOf(title);
        if (!_counts.TryGetValue(hash, out var count))
        {
            if (_counts.Count >= mostTitles)
                IsPartial = true;
            else
                _counts[hash] = 1;
            return;
        }

        _counts[hash] = count + 1;
        if (_kept.TryGetValue(hash, out var kept))
        {
            if (kept.Records.Count < Examples)
                kept.Records.Add(identifier);
        }
        else if (_kept.Count < MostKept)
        {
            _kept[hash] = (title.Length <= TextLength ? title : title[..TextLength], [identifier]);
        }
    }

    private static ulong HashOf(string title)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(title.ToUpperInvariant()), hash);
        return BitConverter.ToUInt64(hash);
    }
}

/// <summary>A title that several records have.</summary>
/// <param name="Title">The title, as it came back first.</param>
/// <param name="Records">In how many records it stands.</param>
/// <param name="Examples">Some of them.</param>
public sealed record SharedTitle(string Title, int Records, IReadOnlyList<string> Examples);
