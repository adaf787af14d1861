namespace Ocw.Nde.Node.Settings;

/// <summary>Reads <c>limits</c> of <c>node.yaml</c>.</summary>
internal static class LimitSettingsReader
{
    private const long NoCeiling = 0;

    /// <summary>Reads the mapping; defaults where it, or a part of it, is absent.</summary>
    public static LimitSettings Read(YamlMap? map)
    {
        var defaults = LimitSettings.Default;
        if (map is null)
            return defaults;
        var limits = new LimitSettings
        {
            Public = Class(map.Map("public"), defaults.Public),
            Key = Class(map.Map("key"), defaults.Key),
            HeavyQueries = (int)map.Number("heavyQueries", defaults.HeavyQueries, 1, 1024),
            WaitingQueries = (int)map.Number("waitingQueries", defaults.WaitingQueries, 0, 100_000),
        };
        map.RefuseOthers();
        return limits;
    }

    private static ClientLimits Class(YamlMap? map, ClientLimits defaults)
    {
        if (map is null)
            return defaults;
        var rows = map.Number("rows", defaults.Rows == long.MaxValue ? NoCeiling : defaults.Rows, NoCeiling, long.MaxValue);
        var limits = new ClientLimits
        {
            Time = TimeSpan.FromSeconds(map.Number("seconds", (long)defaults.Time.TotalSeconds, 1, 86_400)),
            Memory = map.Number("memoryMiB", defaults.Memory >> 20, 16, 1 << 20) << 20,
            Rows = rows == NoCeiling ? long.MaxValue : rows,
            QueryCharacters = (int)map.Number("queryKiB", defaults.QueryCharacters >> 10, 1, 1 << 16) << 10,
            Depth = (int)map.Number("depth", defaults.Depth, 8, 2_000),
            UpdateBytes = map.Number("updateMiB", defaults.UpdateBytes >> 20, 1, 1 << 10) << 20,
            UploadBytes = map.Number("uploadMiB", defaults.UploadBytes >> 20, 1, 1L << 24) << 20,
            Concurrent = (int)map.Number("concurrent", defaults.Concurrent, 1, 10_000),
        };
        map.RefuseOthers();
        return limits;
    }
}
