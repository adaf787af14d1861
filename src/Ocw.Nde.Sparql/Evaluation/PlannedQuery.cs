using Ocw.Nde.Sparql.Planning;

namespace Ocw.Nde.Sparql.Evaluation;

/// <summary>A query that has been parsed and planned over one state of its source, and not yet run.</summary>
public abstract class PlannedQuery : IDisposable
{
    /// <summary>About how many rows of indexes, tables and answers running it touches: tells look-ups (up to some thousands) from heavy queries.</summary>
    public abstract double EstimatedCost { get; }

    /// <summary>Its operators, with estimated rows, and with real rows and times once it has run.</summary>
    public abstract OperatorDescription Explain();

    /// <summary>Starts it, once; rows come as they are pulled from the result, which gives back what the query holds. Its time limit counts from here.</summary>
    /// <param name="timed">Whether each operator measures how long it takes, for <see cref="Explain"/>.</param>
    /// <exception cref="QueryLimitException">A limit was reached before the first row.</exception>
    public abstract SparqlResult Run(bool timed = false);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives back what the query holds, if it was not run.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
