using Ocw.Nde.Mapping.Quality;
using Ocw.Nde.Mapping.Quality.Tiers;
using Ocw.Nde.Node.Operations;

namespace Ocw.Nde.Node.Pipeline.Quality;

/// <summary>Judges the public records of a run as they pass, and counts. Safe for several threads; bounded whatever the number of records.</summary>
internal sealed class RecordQuality
{
    /// <summary>How many records are named for a pattern.</summary>
    public const int Examples = 100;

    private const int TitlesShown = 20;
    private const string SameTitle = "P1";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, FirstRecords> _patterns = new(StringComparer.Ordinal);
    private readonly SameTitles _titles = new();
    private readonly long[] _content = new long[5];
    private readonly long[] _metadata = new long[4];
    private readonly long[] _heldBack = new long[3];
    private FirstRecords _withoutMedia = new(Examples);
    private long _records;
    private long _atMost;

    /// <summary>Counts a record.</summary>
    /// <param name="record">Its identifier.</param>
    /// <param name="note">How good it is.</param>
    public void Add(string record, QualityNote note)
    {
        lock (_lock)
        {
            _records++;
            foreach (var code in note.Patterns)
                PatternOf(code).Add(record);
            _titles.Add(record, note.Titles);
            _content[note.Content.Tier]++;
            _atMost += note.Content.IsCertain ? 0 : 1;
            _metadata[(int)note.Metadata.Tier]++;
            HoldBack(note.Metadata);
            if (!note.HasMedia)
                _withoutMedia.Add(record);
        }
    }

    /// <summary>Begins again.</summary>
    public void Reset()
    {
        lock (_lock)
        {
            _patterns.Clear();
            _titles.Reset();
            Array.Clear(_content);
            Array.Clear(_metadata);
            Array.Clear(_heldBack);
            _withoutMedia = new FirstRecords(Examples);
            (_records, _atMost) = (0, 0);
        }
    }

    /// <summary>The figures; <see langword="null"/> when no public record passed.</summary>
    public QualityFigures? Figures()
    {
        lock (_lock)
        {
            if (_records == 0)
                return null;
            var titles = _titles.Most(TitlesShown);
            var patterns = _patterns.Select(p => new PatternFigure(p.Key, p.Value.Count, p.Value.Records)).ToList();
            if (_titles.Records > 0)
                patterns.Add(new PatternFigure(SameTitle, _titles.Records, [.. titles.SelectMany(t => t.Examples).Distinct(StringComparer.Ordinal).Take(Examples)]));
            return new QualityFigures
            {
                Records = _records,
                Patterns = [.. patterns.OrderBy(p => int.Parse(p.Code.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture))],
                SameTitles = [.. titles.Select(t => new TitleFigure(t.Title, t.Records, t.Examples))],
                SameTitlesArePartial = _titles.IsPartial,
                ContentTiers = Named(["0", "1", "2", "3", "4"], _content),
                ContentTiersAtMost = _atMost,
                MetadataTiers = Named(["0", "A", "B", "C"], _metadata),
                HeldBackBy = Named(["language", "elements", "context"], _heldBack),
                WithoutMedia = new PatternFigure("media", _withoutMedia.Count, _withoutMedia.Records),
            };
        }
    }

    private void HoldBack(MetadataTier tier)
    {
        if (tier.Tier == MetadataLevel.C)
            return;
        _heldBack[0] += tier.Language == tier.Tier ? 1 : 0;
        _heldBack[1] += tier.Elements == tier.Tier ? 1 : 0;
        _heldBack[2] += tier.Context == tier.Tier ? 1 : 0;
    }

    private FirstRecords PatternOf(string code)
    {
        if (!_patterns.TryGetValue(code, out var pattern))
            _patterns[code] = pattern = new FirstRecords(Examples);
        return pattern;
    }

    private static SortedDictionary<string, long> Named(ReadOnlySpan<string> names, long[] counts)
    {
        var named = new SortedDictionary<string, long>(StringComparer.Ordinal);
        for (var i = 0; i < names.Length; i++)
            named[names[i]] = counts[i];
        return named;
    }
}
