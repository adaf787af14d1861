using System.Globalization;

namespace Ocw.Nde.Mapping.Rml.Running;

/// <summary>What one run shares: memory for terms, counts, faults, ceilings.</summary>
internal sealed class RunState(RmlOptions options)
{
    private readonly List<string> _messages = [];
    private readonly List<string> _notices = [];
    private long _nodes;

    public RmlOptions Options => options;

    /// <summary>Memory for the terms of the record at hand.</summary>
    public Arena Arena { get; } = new();

    public long Records { get; set; }

    public long Statements { get; private set; }

    public long Faults { get; private set; }

    /// <summary>The number of the record at hand within its source, from 0: blank nodes without a value are named after it.</summary>
    public long Ordinal { get; set; }

    /// <summary>Counts a fault in the data, and keeps the first ones with their place.</summary>
    public void Fault(string message)
    {
        if (Faults++ < options.MaxReported)
            _messages.Add(message);
    }

    /// <summary>Counts a fault in a value of a record.</summary>
    public void Fault(RecordNode record, string message)
    {
        if (Faults < options.MaxReported)
            Fault($"{record.Place}: {message}");
        else
            Faults++;
    }

    public void Notice(string message)
    {
        if (_notices.Count < options.MaxReported)
            _notices.Add(message);
    }

    /// <summary>Counts a statement.</summary>
    /// <exception cref="RmlException">There are more than the ceiling.</exception>
    public void Count()
    {
        if (++Statements > options.MaxStatements)
            throw new RmlException(string.Create(CultureInfo.InvariantCulture, $"the mapping gives more than {options.MaxStatements} statements, the ceiling of a run."));
    }

    /// <summary>A label that no other blank node of the run has.</summary>
    public ReadOnlyMemory<byte> FreshLabel()
    {
        Span<byte> digits = stackalloc byte[24];
        digits[0] = (byte)'g';
        _nodes++;
        System.Buffers.Text.Utf8Formatter.TryFormat(_nodes, digits[1..], out var length);
        return Arena.Keep(digits[..(length + 1)]);
    }

    public RmlReport Report() => new(Records, Statements, Faults, _messages, _notices);
}
