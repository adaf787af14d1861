using Ocw.Nde.Mapping.Rml.Joins;

namespace Ocw.Nde.Mapping.Rml.Running;

/// <summary>Reads sources and hands their records to those who wait for them.</summary>
internal sealed class MappingRun(RunState state, CancellationToken cancellation)
{
    /// <summary>Fills the build sides of joins: each parent source is read once for all of them.</summary>
    public void FillJoins(IEnumerable<(RecordSource Source, SubjectJoin Join)> joins)
    {
        foreach (var group in joins.GroupBy(j => j.Source))
        {
            var waiting = group.Select(g => g.Join).ToArray();
            foreach (var join in waiting)
                join.Clear();
            Read(group.Key, record =>
            {
                foreach (var join in waiting)
                    join.Add(record, state);
            });
        }
    }

    /// <summary>Maps every record of a source by all its triples maps.</summary>
    public void Map(RecordSource source, CompiledMap[] maps, StatementWriter writer, CollectionWriter collections) => Read(source, record =>
    {
        state.Records++;
        foreach (var map in maps)
            map.Map(record, state, writer, collections);
    });

    private void Read(RecordSource source, Action<RecordNode> each)
    {
        var ordinal = 0L;
        source.Read(record =>
        {
            state.Arena.Reset();
            state.Ordinal = ordinal++;
            each(record);
        }, state.Fault, cancellation);
    }
}
