namespace Ocw.Nde.Mapping.Rml.Running;

/// <summary>A reference or iterator that a source has understood. Each kind of source has its own.</summary>
internal abstract class Query
{
    /// <summary>As it stands in the mapping.</summary>
    public required string Text { get; init; }

    /// <summary>Whether it ever found anything; for notices about references that never do.</summary>
    public bool HasMatched { get; set; }
}

/// <summary>One record, or a part of it that an iterator found (RML: a logical iteration). Valid until the next one is handed over.</summary>
internal abstract class RecordNode
{
    /// <summary>Adds the values that a reference finds.</summary>
    /// <exception cref="RmlException">A value is larger than the ceiling.</exception>
    public abstract void Find(Query query, ValueList values);

    /// <summary>Where the record is, for messages.</summary>
    public abstract string Place { get; }
}

/// <summary>A source whose records are read in order, any number of times.</summary>
internal abstract class RecordSource
{
    /// <summary>The file or address, for messages.</summary>
    public abstract string Name { get; }

    /// <summary>Whether the source gives something else for every harvested record, so that nothing of it may be kept.</summary>
    public virtual bool IsPerRecord => false;

    /// <summary>Understands a reference.</summary>
    /// <exception cref="RmlException">It is not well written, or names what the source cannot have.</exception>
    public abstract Query Compile(string reference);

    /// <summary>Reads all records. A record that is faulty by itself is handed to <paramref name="fault"/> instead.</summary>
    /// <exception cref="RmlException">The source cannot be read, or not any further.</exception>
    public abstract void Read(Action<RecordNode> record, Action<string> fault, CancellationToken cancellation);
}
