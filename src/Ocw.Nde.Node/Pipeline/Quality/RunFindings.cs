using Ocw.Nde.Node.Operations;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Node.Pipeline.Quality;

/// <summary>What a run finds in its records while they pass: their source fields, how good they are, and which images to ask for. Safe for several threads; bounded whatever the number of records.</summary>
internal sealed class RunFindings(int mediaSample)
{
    private readonly FieldCoverage _fields = new();
    private readonly RecordQuality _quality = new();
    private readonly MediaSample _media = new(mediaSample);
    private long _records;

    /// <summary>Whether no record passed.</summary>
    public bool IsEmpty => Interlocked.Read(ref _records) == 0;

    /// <summary>How many source fields were used, and how many not.</summary>
    public FieldCount FieldCount => FieldCount.Of(_fields.Figures());

    /// <summary>How good the public records are; <see langword="null"/> when there are none.</summary>
    public QualityFigures? Quality => _quality.Figures();

    /// <summary>The images to ask for.</summary>
    public IReadOnlyList<MediaAddress> MediaSample => _media.Drawn;

    /// <summary>Looks at a record.</summary>
    /// <param name="note">What is noted of it.</param>
    /// <param name="open">What the public sees of it, if its images may be asked for.</param>
    public void Add(RecordNote note, IReadOnlyList<Triple>? open)
    {
        Interlocked.Increment(ref _records);
        _fields.Add(note);
        if (note.Quality is not { } quality)
            return;
        _quality.Add(note.Record, quality);
        if (open is not null)
            _media.Add(note.Record, open);
    }

    /// <summary>Begins again, for records that are mapped a second time.</summary>
    public void Reset()
    {
        Interlocked.Exchange(ref _records, 0);
        _fields.Reset();
        _quality.Reset();
        _media.Reset();
    }

    /// <summary>The report of a run.</summary>
    public RunReport Report(string run, string source, DateTimeOffset made) => new() { Run = run, Source = source, Made = made, Fields = _fields.Figures(), Quality = Quality };
}
