global using SharedImages.Workflows;
